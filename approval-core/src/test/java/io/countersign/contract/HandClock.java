package io.countersign.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until somebody moves it. */
public final class HandClock implements InstantSource {
    /** A Monday morning, with more digits than a store keeps. */
    public static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00.123456789Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(MONDAY);

    @Override
    public Instant instant() {
        return now.get();
    }

    public void set(Instant time) {
        now.set(time);
    }

    public void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
