/** Everything that uses the Java Operator SDK: the reconcilers, their event sources and filters. */
@NullMarked
package io.bedrockoperator.controller;

import org.jspecify.annotations.NullMarked;
