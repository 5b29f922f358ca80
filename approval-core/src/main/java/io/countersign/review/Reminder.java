package io.countersign.review;

import java.time.Duration;

/**
 * That a stage is still open shortly before the publish time.
 *
 * @param before how long before, as the policy says; of several that came at once, the shortest
 */
public record Reminder(String stage, Duration before) {}
