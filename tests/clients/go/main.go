// Assumes a role, and with its keys turns SSL of an instance on and off and restarts it. Argument: the endpoint.
package main

import (
	"log"
	"os"
	"strings"
	"time"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
	postgres "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/postgres/v20170312"
	sts "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/sts/v20180813"
	tag "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/tag/v20180813"
)

const region = "ap-guangzhou"

var instance = "postgres-emu00001"

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func check(isSo bool, says string) {
	if !isSo {
		log.Fatal(says)
	}
}

func assumedRole(p *profile.ClientProfile) *common.Credential {
	own := common.NewCredential(os.Getenv("TENCENTCLOUD_SECRET_ID"), os.Getenv("TENCENTCLOUD_SECRET_KEY"))
	asked := sts.NewAssumeRoleRequest()
	asked.RoleArn = common.StringPtr("qcs::cam::uin/100000000001:roleName/go")
	asked.RoleSessionName = common.StringPtr("go")
	keys := must(must(sts.NewClient(own, region, p)).AssumeRole(asked)).Response.Credentials
	return common.NewTokenCredential(*keys.TmpSecretId, *keys.TmpSecretKey, *keys.Token)
}

func waitFor(client *postgres.Client, task int64) {
	for {
		look := postgres.NewDescribeTasksRequest()
		look.TaskId = common.Uint64Ptr(uint64(task))
		found := must(client.DescribeTasks(look)).Response.TaskSet
		if len(found) == 1 && *found[0].Status == "Success" {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func main() {
	p := profile.NewClientProfile()
	p.HttpProfile.Scheme = "HTTP"
	p.HttpProfile.Endpoint = strings.TrimPrefix(os.Args[1], "http://")
	keys := assumedRole(p)

	who := must(must(sts.NewClient(keys, region, p)).GetCallerIdentity(sts.NewGetCallerIdentityRequest())).Response
	check(*who.Type == "CAMRole", "The caller is not the role.")
	tagged := must(must(tag.NewClient(keys, region, p)).GetResources(tag.NewGetResourcesRequest())).Response
	check(len(tagged.ResourceTagMappingList) == 1, "The tagged instance is not found.")

	client := must(postgres.NewClient(keys, region, p))
	zones := must(client.DescribeZones(postgres.NewDescribeZonesRequest())).Response
	check(*zones.TotalCount == 3, "There are not three zones.")
	for _, enabled := range []bool{true, false} {
		change := postgres.NewModifyDBInstanceSSLConfigRequest()
		change.DBInstanceId, change.SSLEnabled = &instance, &enabled
		change.ConnectAddress = common.StringPtr("10.0.0.1")
		waitFor(client, *must(client.ModifyDBInstanceSSLConfig(change)).Response.TaskId)
		look := postgres.NewDescribeDBInstanceSSLConfigRequest()
		look.DBInstanceId = &instance
		seen := must(client.DescribeDBInstanceSSLConfig(look)).Response
		check(*seen.SSLEnabled == enabled, "The setting is not as asked for.")
	}
	restart := postgres.NewRestartDBInstanceRequest()
	restart.DBInstanceId = &instance
	waitFor(client, *must(client.RestartDBInstance(restart)).Response.FlowId)
}
