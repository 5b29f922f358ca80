package io.countersign.review;

import io.countersign.routing.OnOverdue;

/** A stage whose deadline passed, and what that did. */
public record Overdue(String stage, OnOverdue action) {}
