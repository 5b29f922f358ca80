/**
 * What hosts call: build {@link io.countersign.Approvals} on a store, then use its services. Every service is thread safe.
 */
@NullMarked
package io.countersign;

import org.jspecify.annotations.NullMarked;
