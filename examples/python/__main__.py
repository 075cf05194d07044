import pulumi
from pulumi_tencentcloud_postgres_ssl import InstanceSslConfig, get_instance_ssl_config

orders = InstanceSslConfig(
    "orders",
    db_instance_id="postgres-emu00001",
    ssl_enabled=True,
    connect_address="10.0.0.1",
    opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="30m", update="30m")),
)

# Looks up a database that another team declares.
billing = get_instance_ssl_config(db_instance_id="postgres-emu00002")

pulumi.export("caUrl", orders.ca_url)
pulumi.export("billingHasSsl", billing.ssl_enabled)
