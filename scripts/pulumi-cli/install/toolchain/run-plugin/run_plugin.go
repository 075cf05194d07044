package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"sync"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// runPlugin runs a policy pack or a plugin with the SDK that is installed beside it, and sends what it prints until it
// ends. It is killed when the engine gives the call up.
func runPlugin(call grpc.ServerStream) error {
	var bytes []byte
	if err := call.RecvMsg(&bytes); err != nil {
		return err
	}
	var request pulumirpc.RunPluginRequest
	if err := proto.Unmarshal(bytes, &request); err != nil {
		return status.Error(codes.InvalidArgument, err.Error())
	}
	command, err := commandOf(call.Context(), &request)
	if err != nil {
		return status.Error(codes.FailedPrecondition, err.Error())
	}
	output := &output{call: call}
	command.Stdout = output.of(func(data []byte) *pulumirpc.RunPluginResponse {
		return &pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stdout{Stdout: data}}
	})
	command.Stderr = output.of(func(data []byte) *pulumirpc.RunPluginResponse {
		return &pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stderr{Stderr: data}}
	})
	var exit *exec.ExitError
	if err := command.Run(); err != nil && !errors.As(err, &exit) {
		return status.Error(codes.Internal, err.Error())
	}
	exitCode := int32(command.ProcessState.ExitCode())
	return output.send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Exitcode{Exitcode: exitCode}})
}

// commandOf is the command that runs it. The SDK runs a policy pack in its own folder and takes that as its last
// argument; a plugin runs in the folder of the program that uses it, and its folder comes first.
func commandOf(ctx context.Context, request *pulumirpc.RunPluginRequest) (*exec.Cmd, error) {
	folder := request.GetInfo().GetProgramDirectory()
	module, pwd, args := "run-plugin", request.GetPwd(), append([]string{folder}, request.GetArgs()...)
	if request.GetKind() == "analyzer" {
		module, pwd, args = "run-policy-pack", folder, append(request.GetArgs(), folder)
	}
	entry, err := entryPoint(ctx, "@pulumi/pulumi/cmd/"+module, folder)
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, "node", append([]string{entry}, args...)...)
	command.Dir = pwd
	command.Env = request.GetEnv()
	options := request.GetInfo().GetOptions().AsMap()
	if options["typescript"] != false {
		command.Env = append(command.Env, "PULUMI_NODEJS_TYPESCRIPT=true")
	}
	return command, nil
}

// entryPoint is where Node.js finds the module, looked for from the folder.
func entryPoint(ctx context.Context, module, folder string) (string, error) {
	find := exec.CommandContext(ctx, "node", "-p", fmt.Sprintf("require.resolve(%q)", module))
	find.Dir = folder
	found, err := find.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s is not installed in %s: run npm install there\n%s", module, folder, found)
	}
	return strings.TrimSpace(string(found)), nil
}

// output sends what a command prints on two streams as messages of one call, which takes one message at a time.
type output struct {
	call  grpc.ServerStream
	mutex sync.Mutex
}

func (o *output) send(message *pulumirpc.RunPluginResponse) error {
	bytes, err := proto.Marshal(message)
	if err != nil {
		return err
	}
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.call.SendMsg(&bytes)
}

func (o *output) of(message func([]byte) *pulumirpc.RunPluginResponse) writer {
	return func(data []byte) (int, error) {
		return len(data), o.send(message(data))
	}
}

type writer func([]byte) (int, error)

func (w writer) Write(data []byte) (int, error) { return w(data) }
