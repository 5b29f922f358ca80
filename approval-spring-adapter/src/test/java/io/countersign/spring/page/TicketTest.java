package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.problem.InvalidInputException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TicketTest {
    private static final String DIGEST = "ab".repeat(32);

    @Test
    void an_id_may_hold_colons() {
        Ticket ticket = Ticket.parse("a:b:c:12:" + DIGEST);
        assertThat(ticket.post().value()).isEqualTo("a:b:c");
        assertThat(ticket.version()).isEqualTo(12);
        assertThat(ticket.digest().hex()).isEqualTo(DIGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a:1", ":1:" + "ab", "a:x:", "a::", "a:99999999999:"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Ticket.parse(text.endsWith(":") ? text + DIGEST : text))
                .isInstanceOf(InvalidInputException.class);
    }
}
