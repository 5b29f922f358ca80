/** The audit trail: events, the hash chain of a stream, and its verification. */
@NullMarked
package io.countersign.audit;

import org.jspecify.annotations.NullMarked;
