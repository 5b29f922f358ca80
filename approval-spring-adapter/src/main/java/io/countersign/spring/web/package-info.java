/**
 * The HTTP API: who calls, what is refused, what is kept, and the JSON of everything. Controllers are thin; what may be
 * done is decided by {@link io.countersign.Approvals}.
 */
@NullMarked
package io.countersign.spring.web;

import org.jspecify.annotations.NullMarked;
