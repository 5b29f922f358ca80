package io.countersign.spring;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** {@link RecordHealth} as Spring Boot 4 asks for it. */
final class Boot4RecordHealth implements HealthIndicator {
    private final RecordHealth health;

    Boot4RecordHealth(RecordHealth health) {
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
