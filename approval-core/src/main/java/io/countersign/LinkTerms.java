package io.countersign;

import io.countersign.link.HashingGate;
import io.countersign.link.Link;
import io.countersign.link.PasswordHasher;
import io.countersign.link.PasswordRules;
import io.countersign.link.SecretMac;
import io.countersign.link.SessionLimits;
import io.countersign.link.Throttle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a host sets about links. */
record LinkTerms(
        @Nullable String baseUrl,
        Duration validity,
        PasswordRules passwords,
        PasswordHasher hasher,
        HashingGate gate,
        SecretMac mac,
        Throttle throttle,
        SessionLimits sessions) {
    static final Duration VALIDITY = Link.STANDARD_VALIDITY;

    String needBaseUrl() {
        if (baseUrl == null)
            throw new IllegalStateException(
                    "Links need the address of your platform: Approvals.on(store).baseUrl(\"https://…\")");
        return baseUrl;
    }
}
