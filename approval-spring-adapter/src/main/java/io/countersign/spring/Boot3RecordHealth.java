package io.countersign.spring;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** {@link RecordHealth} as Spring Boot 3 asks for it. */
final class Boot3RecordHealth implements HealthIndicator {
    private final RecordHealth health;

    Boot3RecordHealth(RecordHealth health) {
        this.health = health;
    }

    @Override
    public Health health() {
        RecordHealth.Seen seen = health.seen();
        return (seen.up() ? Health.up() : Health.down())
                .withDetails(seen.details())
                .build();
    }
}
