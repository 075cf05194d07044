package main

import (
	"errors"
	"fmt"
	"io"
	"math"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// newServer answers RunPlugin, and passes every other call to the host at the address.
func newServer(address string) (*grpc.Server, error) {
	behind, err := grpc.NewClient(
		address,
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(
			grpc.ForceCodec(messagesAsTheyAre{}),
			grpc.MaxCallRecvMsgSize(math.MaxInt32),
			grpc.MaxCallSendMsgSize(math.MaxInt32),
		),
	)
	if err != nil {
		return nil, err
	}
	answer := func(_ any, call grpc.ServerStream) error {
		method, ok := grpc.MethodFromServerStream(call)
		if !ok {
			return status.Error(codes.Internal, "a call without a method")
		}
		if method == pulumirpc.LanguageRuntime_RunPlugin_FullMethodName {
			return runPlugin(call)
		}
		return passOn(call, method, behind)
	}
	return grpc.NewServer(
		grpc.UnknownServiceHandler(answer),
		grpc.ForceServerCodec(messagesAsTheyAre{}),
		grpc.MaxRecvMsgSize(math.MaxInt32),
		grpc.MaxSendMsgSize(math.MaxInt32),
	), nil
}

// passOn makes the same call behind. A language host's calls have one request, and one reply or a stream of them.
func passOn(call grpc.ServerStream, method string, behind *grpc.ClientConn) error {
	ctx := call.Context()
	if received, ok := metadata.FromIncomingContext(ctx); ok {
		ctx = metadata.NewOutgoingContext(ctx, received)
	}
	var request []byte
	if err := call.RecvMsg(&request); err != nil {
		return err
	}
	stream, err := behind.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, method)
	if err != nil {
		return err
	}
	if err := stream.SendMsg(&request); err != nil {
		return err
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	for {
		var reply []byte
		err := stream.RecvMsg(&reply)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := call.SendMsg(&reply); err != nil {
			return err
		}
	}
}

// messagesAsTheyAre is a codec that leaves the bytes of messages alone.
type messagesAsTheyAre struct{}

func (messagesAsTheyAre) Name() string { return "proto" }

func (messagesAsTheyAre) Marshal(message any) ([]byte, error) {
	bytes, ok := message.(*[]byte)
	if !ok {
		return nil, fmt.Errorf("a message of type %T", message)
	}
	return *bytes, nil
}

func (messagesAsTheyAre) Unmarshal(data []byte, message any) error {
	bytes, ok := message.(*[]byte)
	if !ok {
		return fmt.Errorf("a message of type %T", message)
	}
	*bytes = append([]byte(nil), data...)
	return nil
}
