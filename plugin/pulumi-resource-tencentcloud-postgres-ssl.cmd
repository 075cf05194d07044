@node "%~dp0pulumi-resource-tencentcloud-postgres-ssl" %*
