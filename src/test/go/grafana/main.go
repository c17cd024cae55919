// Checks dashboards against the types that Grafana publishes, strictly: a field that they do not have
// is an error, as is one that has to be there and is not, a value of another type or out of its range,
// and a panel or a query that no type is for. Words of an enumeration are not looked at. The input is
// a file a line; it prints an error a line.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/cog/variants"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// lenient is what even the strict reading of a dashboard reads leniently.
type lenient struct {
	Panels []struct {
		FieldConfig json.RawMessage `json:"fieldConfig"`
	} `json:"panels"`
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// report looks into the error, since the strict reading returns an empty list for nothing wrong.
func report(where string, err error) {
	var all cog.BuildErrors
	if errors.As(err, &all) {
		for _, one := range all {
			fmt.Printf("%s: %v\n", where, one)
		}
	} else if err != nil {
		fmt.Printf("%s: %v\n", where, err)
	}
}

func checkPanel(where string, panel dashboard.Panel) {
	if _, known := cog.ConfigForPanelcfgVariant(panel.Type); !known {
		report(where, fmt.Errorf("no such panel: %s", panel.Type))
	}
	for _, query := range panel.Targets {
		if _, unknown := query.(variants.UnknownDataquery); unknown {
			report(where, errors.New("a query of no known data source"))
		}
	}
}

func check(file string) {
	text, err := os.ReadFile(file)
	must(err)
	name := filepath.Base(file)
	report(name, new(dashboard.Dashboard).UnmarshalJSONStrict(text))
	var read dashboard.Dashboard
	if err := json.Unmarshal(text, &read); err != nil {
		report(name, err)
		return
	}
	report(name, read.Validate())
	for number, panel := range read.Panels {
		if panel.Panel != nil {
			checkPanel(fmt.Sprintf("%s: panels[%d]", name, number), *panel.Panel)
		}
	}
	var rest lenient
	must(json.Unmarshal(text, &rest))
	for number, panel := range rest.Panels {
		where := fmt.Sprintf("%s: panels[%d].fieldConfig", name, number)
		report(where, new(dashboard.FieldConfigSource).UnmarshalJSONStrict(panel.FieldConfig))
	}
}

func main() {
	plugins.RegisterDefaultPlugins()
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		check(lines.Text())
	}
	must(lines.Err())
}
