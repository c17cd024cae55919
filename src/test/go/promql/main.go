// Reads PromQL expressions, one a line, with Prometheus' own parser. For each it prints what is
// wrong with it, or the metrics that it asks for, each with the labels that it selects by.
package main

import (
	"bufio"
	"fmt"
	"os"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		expression, err := parser.ParseExpr(lines.Text())
		if err != nil {
			fmt.Println("error", err)
			continue
		}
		parser.Inspect(expression, func(node parser.Node, _ []parser.Node) error {
			if selector, ok := node.(*parser.VectorSelector); ok {
				fmt.Print("uses ", selector.Name)
				for _, matcher := range selector.LabelMatchers {
					if matcher.Name != labels.MetricName {
						fmt.Print(" ", matcher.Name)
					}
				}
				fmt.Println()
			}
			return nil
		})
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
