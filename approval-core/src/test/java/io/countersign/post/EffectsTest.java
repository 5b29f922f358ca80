package io.countersign.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.audit.ApprovalEvent;
import io.countersign.contract.PostFixture;
import io.countersign.identity.Actor;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EffectsTest {
    record Praised() implements ApprovalEvent {
        @Override
        public String action() {
            return "post.praised";
        }
    }

    @Test
    void every_event_of_a_post_has_its_effect_or_is_said_to_have_none() {
        assertThat(Effects.types())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(PostEvent.class, PublishingEvent.class, BreakGlassEvent.class)
                                .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
                                .toList());
    }

    @Test
    void what_no_effect_is_known_of_happens_to_no_post() {
        Instant now = Instant.parse("2026-03-02T09:00:00Z");
        Course course = new Course(PostFixture.aPost().draft(now));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Effects.of(new Praised(), course, new Effects.Mark(Actor.SYSTEM.name(), now)))
                .withMessage("post.praised does not happen to posts");
    }
}
