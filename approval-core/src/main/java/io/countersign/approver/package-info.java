/** Registered approvers: people who decide, with or without an account at the host. */
@NullMarked
package io.countersign.approver;

import org.jspecify.annotations.NullMarked;
