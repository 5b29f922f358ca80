/** Checkpoints of the record, stamped by a time stamp authority (RFC 3161). */
@NullMarked
package io.countersign.timestamp;

import org.jspecify.annotations.NullMarked;
