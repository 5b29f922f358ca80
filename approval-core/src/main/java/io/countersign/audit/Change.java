package io.countersign.audit;

/** An event with what it is about, not yet part of a chain. */
public record Change(ApprovalEvent event, Subject subject) {}
