package io.countersign.spring.page;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Secret;
import io.countersign.identity.Directory;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.PasswordHasher;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.store.ApprovalStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A host with the page and everything in memory. */
@SpringBootConfiguration
@EnableAutoConfiguration
class PageHost {
    static final Map<String, String> NAMES = Map.of("maya", "Maya Okafor", "lena", "Lena Vogt");

    @Bean
    Hands hands() {
        return new Hands();
    }

    @Bean
    Trips trips(Hands hands) {
        return new Trips(new InMemoryApprovalStore(hands));
    }

    @Bean
    ApprovalStore store(Trips trips) {
        return trips.store();
    }

    @Bean
    PasswordHasher hasher() {
        return new PlainText();
    }

    @Bean
    Directory directory() {
        return new People();
    }

    private static final class People implements Directory {
        @Override
        public Set<String> groupsOf(WorkspaceId workspace, String userId) {
            return Set.of();
        }

        @Override
        public Set<String> membersOf(WorkspaceId workspace, String group) {
            return Set.of();
        }

        @Override
        public Optional<String> nameOf(WorkspaceId workspace, String userId) {
            return Optional.ofNullable(NAMES.get(userId));
        }
    }

    /** Argon2 has tests of its own, and would take most of the time here. */
    private static final class PlainText implements PasswordHasher {
        @Override
        public String hash(Secret password) {
            return "$plain$" + Digest.of(password.reveal());
        }

        @Override
        public boolean matches(Secret password, String phc) {
            return hash(password).equals(phc);
        }
    }
}
