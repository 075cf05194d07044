terraform {
  required_providers {
    tencentcloud = { source = "tencentcloudstack/tencentcloud" }
  }
}

# As against the cloud: neither an endpoint nor a protocol.
provider "tencentcloud" {
  region = "ap-guangzhou"
}

variable "ssl_enabled" { default = true }
variable "connect_address" { default = "10.0.0.1" }

data "tencentcloud_postgresql_instances" "all" {}
data "tencentcloud_postgresql_regions" "all" {}
data "tencentcloud_postgresql_zones" "all" {}
data "tencentcloud_sts_caller_identity" "caller" {}

resource "tencentcloud_postgresql_instance_ssl_config" "example" {
  db_instance_id  = "postgres-emu00001"
  ssl_enabled     = var.ssl_enabled
  connect_address = var.connect_address
}

output "tags" {
  value = { for instance in data.tencentcloud_postgresql_instances.all.instance_list : instance.id => instance.tags }
}

output "zones" {
  value = data.tencentcloud_postgresql_zones.all.zone_set[*].zone
}

output "caller" {
  value = data.tencentcloud_sts_caller_identity.caller.arn
}
