@NullMarked
package io.bedrockoperator.controller;

import org.jspecify.annotations.NullMarked;
