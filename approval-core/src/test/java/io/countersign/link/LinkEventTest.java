package io.countersign.link;

import static io.countersign.link.SomeLinks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Canonical;
import io.countersign.identity.ApproverId;
import io.countersign.identity.PostId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The record's format for ever. */
class LinkEventTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void S_95_an_event_is_recorded_in_exactly_these_bytes(String action, LinkEvent event, String bytes) {
        assertThat(event.action()).isEqualTo(action);
        assertThat(Canonical.text(event)).isEqualTo(bytes);
    }

    @Test
    void every_kind_of_event_is_pinned() {
        Set<Class<?>> pinned = golden().map(one -> one.get()[1].getClass()).collect(Collectors.toSet());
        assertThat(pinned).isEqualTo(Set.of(LinkEvent.class.getPermittedSubclasses()));
    }

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of(
                        "link.created",
                        new LinkEvent.Created(new ApproverId("ada"), NOON, List.of(new PostId("p1")), false),
                        "{\"approver\":\"ada\",\"expiresAt\":\"2026-12-01T12:00:00.000000Z\",\"mayReschedule\":false,"
                                + "\"posts\":[\"p1\"],\"type\":\"created\"}"),
                Arguments.of(
                        "link.created",
                        new LinkEvent.Created(new ApproverId("ada"), NOON, null, true),
                        "{\"approver\":\"ada\",\"expiresAt\":\"2026-12-01T12:00:00.000000Z\",\"mayReschedule\":true,"
                                + "\"posts\":null,\"type\":\"created\"}"),
                Arguments.of(
                        "link.extended",
                        new LinkEvent.Extended(NOON, NOON.plusSeconds(1)),
                        "{\"expiresAt\":\"2026-12-01T12:00:01.000000Z\",\"previous\":\"2026-12-01T12:00:00.000000Z\","
                                + "\"type\":\"extended\"}"),
                Arguments.of("link.revoked", new LinkEvent.Revoked(), "{\"type\":\"revoked\"}"),
                Arguments.of(
                        "link.regenerated",
                        new LinkEvent.Regenerated(2, NOON),
                        "{\"expiresAt\":\"2026-12-01T12:00:00.000000Z\",\"generation\":2,\"type\":\"regenerated\"}"),
                Arguments.of(
                        "link.renewal-requested", new LinkEvent.RenewalRequested(), "{\"type\":\"renewalRequested\"}"),
                Arguments.of(
                        "link.renewal-dismissed", new LinkEvent.RenewalDismissed(), "{\"type\":\"renewalDismissed\"}"),
                Arguments.of(
                        "link.expiring",
                        new LinkEvent.Expiring(NOON, 7),
                        "{\"days\":7,\"expiresAt\":\"2026-12-01T12:00:00.000000Z\",\"type\":\"expiring\"}"),
                Arguments.of(
                        "link.resealed",
                        new LinkEvent.Resealed(true, false),
                        "{\"password\":false,\"secret\":true,\"type\":\"resealed\"}"),
                Arguments.of("link.unlocked", new LinkEvent.Unlocked(3), "{\"generation\":3,\"type\":\"unlocked\"}"),
                Arguments.of(
                        "link.wrong-password",
                        new LinkEvent.WrongPassword(10),
                        "{\"failures\":10,\"type\":\"wrongPassword\"}"),
                Arguments.of(
                        "link.wrong-secret", new LinkEvent.WrongSecret(1), "{\"attempts\":1,\"type\":\"wrongSecret\"}"),
                Arguments.of(
                        "link.throttled", new LinkEvent.Throttled(100), "{\"attempts\":100,\"type\":\"throttled\"}"),
                Arguments.of(
                        "link.viewed",
                        new LinkEvent.Viewed("0123456789abcdef"),
                        "{\"session\":\"0123456789abcdef\",\"type\":\"viewed\"}"),
                Arguments.of(
                        "link.locked",
                        new LinkEvent.Locked("0123456789abcdef"),
                        "{\"session\":\"0123456789abcdef\",\"type\":\"locked\"}"),
                Arguments.of(
                        "link.refused",
                        new LinkEvent.Refused("extend", "link-revoked", "It is over."),
                        "{\"code\":\"link-revoked\",\"command\":\"extend\",\"reason\":\"It is over.\","
                                + "\"type\":\"refused\"}"));
    }
}
