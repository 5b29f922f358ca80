package io.countersign.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until a test moves it. */
final class TestTime implements InstantSource {
    private final AtomicReference<Instant> now;

    TestTime(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    void forward(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }
}
