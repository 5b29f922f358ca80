package io.countersign.spring;

import io.countersign.Approvals;

/**
 * Sets what properties cannot, or sets it otherwise: beans of this type are called in their order, after the properties
 * were applied and before {@link Approvals} is built.
 */
@FunctionalInterface
public interface ApprovalsCustomizer {
    void customize(Approvals.Builder builder);
}
