/** A store in memory, for tests and trials. */
@NullMarked
package io.countersign.memory;

import org.jspecify.annotations.NullMarked;
