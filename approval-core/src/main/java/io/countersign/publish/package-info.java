/** Putting a cleared version out: permit, receipt, and the host's publisher. */
@NullMarked
package io.countersign.publish;

import org.jspecify.annotations.NullMarked;
