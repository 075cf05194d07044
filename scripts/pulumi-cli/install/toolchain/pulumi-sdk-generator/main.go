// pulumi-sdk-generator SCHEMA FOLDER writes the SDKs for Node.js, Python and Go, with Pulumi's own generators, into
// folders of these names. Whatever Pulumi has to say of the schema is an error, warnings too.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/blang/semver"
	"github.com/hashicorp/hcl/v2"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi-sdk-generator"

type files map[string][]byte

// generators by the name of their folder.
var generators = map[string]func(*schema.Package) (files, error){
	"nodejs": func(pkg *schema.Package) (files, error) {
		return nodejs.GeneratePackage(tool, pkg, nil, nil, false, onlyThisPackage{})
	},
	"python": func(pkg *schema.Package) (files, error) {
		return python.GeneratePackage(tool, pkg, nil, onlyThisPackage{})
	},
	"go": func(pkg *schema.Package) (files, error) {
		return golang.GeneratePackage(tool, pkg, nil)
	},
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintf(os.Stderr, "usage: %s SCHEMA FOLDER\n", tool)
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(schemaFile, folder string) error {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return fmt.Errorf("%s: %w", schemaFile, err)
	}
	for language, generate := range generators {
		// Bound anew for each, because the generators write into what they get.
		pkg, err := bind(spec)
		if err != nil {
			return fmt.Errorf("%s: %w", schemaFile, err)
		}
		generated, err := generate(pkg)
		if err != nil {
			return fmt.Errorf("%s: %w", language, err)
		}
		if err := generated.write(filepath.Join(folder, language)); err != nil {
			return err
		}
	}
	return nil
}

func bind(spec schema.PackageSpec) (*schema.Package, error) {
	pkg, remarks, err := schema.BindSpec(spec, onlyThisPackage{}, schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	return pkg, asError(remarks)
}

func asError(remarks hcl.Diagnostics) error {
	var all []error
	for _, remark := range remarks {
		all = append(all, remark)
	}
	return errors.Join(all...)
}

func (f files) write(folder string) error {
	for name, text := range f {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// onlyThisPackage loads no other package: the schema refers to none.
type onlyThisPackage struct{}

func (onlyThisPackage) LoadPackage(name string, _ *semver.Version) (*schema.Package, error) {
	return nil, unknown(name)
}

func (onlyThisPackage) LoadPackageV2(_ context.Context, wanted *schema.PackageDescriptor) (*schema.Package, error) {
	return nil, unknown(wanted.Name)
}

func (onlyThisPackage) LoadPackageReference(name string, _ *semver.Version) (schema.PackageReference, error) {
	return nil, unknown(name)
}

func (onlyThisPackage) LoadPackageReferenceV2(
	_ context.Context, wanted *schema.PackageDescriptor,
) (schema.PackageReference, error) {
	return nil, unknown(wanted.Name)
}

func unknown(name string) error {
	return fmt.Errorf("the schema refers to the package %s, and should refer to none", name)
}
