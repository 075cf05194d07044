// The language host for Node.js that the CLI finds where it was built with Go. It stands in front of the host of
// sdk v3.68.0, the last one that the module proxy serves, passes every call on to it, and answers RunPlugin itself,
// which that one does not know: without it neither policy packs nor plugins written for Node.js run.
package main

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"google.golang.org/grpc"
)

// The host behind lies beside this program.
const hostBehind = "pulumi-language-nodejs-3.68.0"

func main() {
	host, address, err := startHostBehind(os.Args[1:])
	if err != nil {
		fail(err)
	}
	server, err := newServer(address)
	if err != nil {
		fail(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fail(err)
	}
	go serve(server, listener)
	// What the engine waits for: the port on a line of its own.
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)

	// The host behind watches the engine, and ends when that is gone; this program ends with it.
	if err := host.Wait(); err != nil {
		if exit, ok := err.(*exec.ExitError); ok && exit.ExitCode() > 0 {
			os.Exit(exit.ExitCode())
		}
		os.Exit(1)
	}
}

// startHostBehind starts the host with the arguments that the engine gave, and reads where it listens.
func startHostBehind(args []string) (*exec.Cmd, string, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, "", err
	}
	if real, err := filepath.EvalSymlinks(self); err == nil {
		self = real
	}
	program := filepath.Join(filepath.Dir(self), hostBehind)
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	host := exec.Command(program, args...)
	host.Stderr = os.Stderr
	stdout, err := host.StdoutPipe()
	if err != nil {
		return nil, "", err
	}
	if err := host.Start(); err != nil {
		return nil, "", err
	}
	passSignalsOn(host)
	lines := bufio.NewReader(stdout)
	port, err := lines.ReadString('\n')
	if err != nil {
		return nil, "", fmt.Errorf("%s told no port: %w", program, err)
	}
	go lines.WriteTo(os.Stdout)
	return host, "127.0.0.1:" + strings.TrimSpace(port), nil
}

func passSignalsOn(host *exec.Cmd) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		for received := range signals {
			// Windows knows no signals but this one.
			if host.Process.Signal(received) != nil {
				_ = host.Process.Kill()
			}
		}
	}()
}

func serve(server *grpc.Server, listener net.Listener) {
	if err := server.Serve(listener); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
