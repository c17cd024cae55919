// Says what kstatus, as Flux uses it, makes of Kubernetes resources. The input is a resource a line,
// as JSON; for each it prints the status and the message, as JSON in one line.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

type answer struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	input := json.NewDecoder(os.Stdin)
	output := json.NewEncoder(os.Stdout)
	for {
		var line json.RawMessage
		err := input.Decode(&line)
		if errors.Is(err, io.EOF) {
			return
		}
		must(err)
		var resource unstructured.Unstructured
		must(resource.UnmarshalJSON(line))
		result, err := status.Compute(&resource)
		must(err)
		must(output.Encode(answer{result.Status.String(), result.Message}))
	}
}
