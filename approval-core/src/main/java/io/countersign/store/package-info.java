/** The port to a store: a transaction as a value, guarded by revisions, and the reads. */
@NullMarked
package io.countersign.store;

import org.jspecify.annotations.NullMarked;
