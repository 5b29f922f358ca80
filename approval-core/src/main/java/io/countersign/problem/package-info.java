/** What callers are told when something cannot be done, and the constraints that input is held to. */
@NullMarked
package io.countersign.problem;

import org.jspecify.annotations.NullMarked;
