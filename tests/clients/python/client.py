"""Assumes a role, and with its keys turns SSL of an instance on and off and restarts it. Argument: the endpoint."""

import sys
import time

from tencentcloud.common import credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.postgres.v20170312 import models as postgres
from tencentcloud.postgres.v20170312.postgres_client import PostgresClient
from tencentcloud.sts.v20180813 import models as sts
from tencentcloud.sts.v20180813.sts_client import StsClient
from tencentcloud.tag.v20180813 import models as tag
from tencentcloud.tag.v20180813.tag_client import TagClient

HOST = sys.argv[1].removeprefix("http://")
REGION = "ap-guangzhou"
INSTANCE = "postgres-emu00001"


def profile(method="TC3-HMAC-SHA256", verb="POST"):
    return ClientProfile(signMethod=method, httpProfile=HttpProfile(protocol="http", endpoint=HOST, reqMethod=verb))


def request(kind, **fields):
    made = kind()
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def assumed_role():
    own = credential.EnvironmentVariableCredential().get_credential()
    asked = request(sts.AssumeRoleRequest, RoleArn="qcs::cam::uin/100000000001:roleName/py", RoleSessionName="py")
    keys = StsClient(own, REGION, profile()).AssumeRole(asked).Credentials
    return credential.Credential(keys.TmpSecretId, keys.TmpSecretKey, keys.Token)


def wait_for(client, task_id):
    while True:
        found = client.DescribeTasks(request(postgres.DescribeTasksRequest, TaskId=task_id)).TaskSet
        if found and found[0].Status == "Success":
            return
        time.sleep(0.1)


KEYS = assumed_role()
for method, verb in (("TC3-HMAC-SHA256", "POST"), ("TC3-HMAC-SHA256", "GET"), ("HmacSHA256", "POST"), ("HmacSHA1", "GET")):
    signed = (KEYS, REGION, profile(method, verb))
    assert StsClient(*signed).GetCallerIdentity(sts.GetCallerIdentityRequest()).Type == "CAMRole"
    assert len(TagClient(*signed).GetResources(tag.GetResourcesRequest()).ResourceTagMappingList) == 1
    assert PostgresClient(*signed).DescribeZones(postgres.DescribeZonesRequest()).TotalCount == 3

client = PostgresClient(KEYS, REGION, profile())
for enabled in (True, False):
    change = request(postgres.ModifyDBInstanceSSLConfigRequest, DBInstanceId=INSTANCE, SSLEnabled=enabled)
    change.ConnectAddress = "10.0.0.1" if enabled else None
    wait_for(client, client.ModifyDBInstanceSSLConfig(change).TaskId)
    look = request(postgres.DescribeDBInstanceSSLConfigRequest, DBInstanceId=INSTANCE)
    assert client.DescribeDBInstanceSSLConfig(look).SSLEnabled is enabled
wait_for(client, client.RestartDBInstance(request(postgres.RestartDBInstanceRequest, DBInstanceId=INSTANCE)).FlowId)
