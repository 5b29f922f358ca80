package io.countersign.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom and what a stamp is believed. */
@Timeout(120)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimestampAuthorityTest {
    private static final byte[] NOTE = "what is stamped".getBytes(StandardCharsets.UTF_8);
    private static final String REPLY = "application/timestamp-reply";
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Tsa tsa;

    TimestampAuthorityTest() throws IOException {
        tsa = new Tsa();
    }

    @AfterEach
    void close() {
        tsa.close();
    }

    @Test
    void a_stamp_says_when_and_stands_by_itself_later() {
        Stamp stamp = tsa.trusted().stamp(NOTE);
        assertThat(Duration.between(stamp.at(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(stamp.serial()).isEqualTo(1);
        assertThat(tsa.types).containsExactly("POST application/timestamp-query");
        tsa.close();
        assertThat(tsa.trusted().check(stamp.response(), NOTE).at()).isEqualTo(stamp.at());
    }

    @Test
    void a_stamp_of_something_else_or_that_was_touched_proves_nothing() {
        Stamp stamp = tsa.trusted().stamp(NOTE);
        assertThatExceptionOfType(TimestampException.class)
                .isThrownBy(() -> tsa.trusted().check(stamp.response(), new byte[1]))
                .withMessageContaining(HexFormat.of().formatHex(sha256(NOTE)))
                .withMessageContaining(HexFormat.of().formatHex(sha256(new byte[1])));
        byte[] touched = stamp.response().clone();
        touched[touched.length - 1] ^= 1;
        assertThatExceptionOfType(TimestampException.class)
                .isThrownBy(() -> tsa.trusted().check(touched, NOTE))
                .withMessageContaining("not signed by");
    }

    @Test
    void an_answer_to_somebody_else_proves_nothing() {
        tsa.heard = request -> Tsa.request(
                request.getMessageImprintDigest(), request.getNonce().add(BigInteger.ONE));
        fails().withMessageContaining("nonce").withMessageContaining("played back");
        tsa.heard = request -> Tsa.request(request.getMessageImprintDigest(), null);
        fails().withMessageContaining("answered nonce null");
        tsa.heard = request -> Tsa.request(sha256(new byte[1]), request.getNonce());
        fails().withMessageContaining("instead of the checkpoint")
                .withMessageContaining(HexFormat.of().formatHex(sha256(new byte[1])));
    }

    @Test
    void a_stamp_is_believed_under_the_given_roots_alone() {
        tsa.signedBy(Certified.root("CN=Another root").leaf(KeyPurposeId.id_kp_timeStamping));
        fails().withMessageContaining("CN=Another root")
                .withMessageContaining("[CN=Root]")
                .withMessageContaining("trust its root");
        tsa.signedBy(Certified.root("CN=Root").leaf(KeyPurposeId.id_kp_timeStamping));
        fails().withMessageContaining("under any of the certificates");
    }

    @Test
    void a_stamp_by_a_certificate_that_is_not_for_stamps_alone_or_not_valid_then_or_not_shown_proves_nothing() {
        KeyPair keys = Certified.fresh();
        Instant now = Instant.now();
        Certified right = Tsa.ROOT.leaf(keys, now, KeyPurposeId.id_kp_timeStamping);
        tsa.signedBy(right);
        assertThat(tsa.trusted().stamp(NOTE).serial()).isEqualTo(1);
        tsa.shown = List.of(Tsa.ROOT
                .leaf(keys, now, KeyPurposeId.id_kp_timeStamping, KeyPurposeId.id_kp_serverAuth)
                .certificate());
        fails().withMessageContaining("not for time stamping alone");
        tsa.shown = List.of(Tsa.ROOT.leaf(keys, now).certificate());
        fails().withMessageContaining("not for time stamping alone");
        tsa.shown = List.of(Tsa.ROOT.certificate());
        fails().withMessageContaining("has the certificate of its signer not in it");
        tsa.signedBy(new Certified(Certified.fresh(), right.certificate()));
        fails().withMessageContaining("not signed by");
        tsa.signedBy(Tsa.ROOT.leaf(keys, now.minus(Duration.ofDays(10)), KeyPurposeId.id_kp_timeStamping));
        fails().withMessageContaining("proves nothing");
    }

    @Test
    void a_stamp_of_another_time_than_now_proves_nothing() {
        tsa.late = Duration.ofMinutes(-10);
        fails().withMessageContaining("clock");
        tsa.late = Duration.ofMinutes(10);
        fails().withMessageContaining("clock");
        tsa.late = Duration.ofMinutes(-4);
        assertThat(tsa.trusted().stamp(NOTE).at()).isBefore(Instant.now().minus(Duration.ofMinutes(3)));
    }

    @Test
    void a_refusal_is_told_with_its_reason() {
        tsa.refuses(PKIFailureInfo.badAlg, "no such thing");
        fails().withMessageContaining("status 2")
                .withMessageContaining("badAlg")
                .withMessageContaining("no such thing");
        tsa.refuses(PKIFailureInfo.timeNotAvailable, "");
        fails().withMessageContaining("timeNotAvailable");
    }

    @Test
    void what_is_no_stamp_is_told_with_what_it_is() {
        fails(tsa.answers(500, "text/plain", new byte[0])).withMessageContaining("status 500");
        fails(tsa.answers(302, REPLY, new byte[0])).withMessageContaining("status 302");
        fails(tsa.answers(200, "text/html", "<html>".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("'text/html'");
        fails(tsa.answers(200, REPLY, new byte[0])).withMessageContaining("0 bytes that are no answer of RFC 3161");
        fails(tsa.answers(200, REPLY, "garbage".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("7 bytes that are no answer of RFC 3161");
        fails(tsa.answers(200, REPLY, new byte[] {0x30, 3, 2, 1, 0})).withMessageContaining("no answer of RFC 3161");
        fails(tsa.answers(200, REPLY, new byte[1_000_000])).withMessageContaining("more than 100000 bytes");
    }

    @Test
    void an_authority_that_hangs_or_is_gone_keeps_nobody_waiting() {
        for (Supplier<Tsa> slow : List.<Supplier<Tsa>>of(tsa::hangs, tsa::falters))
            assertThatExceptionOfType(TimestampException.class)
                    .isThrownBy(() -> slow.get().trusted().within(SHORT).stamp(NOTE))
                    .withMessageContaining("PT0.3S");
        tsa.close();
        fails().withMessageContaining(tsa.address().toString()).withMessageContaining("cannot be reached");
    }

    @Test
    void an_authority_that_did_not_answer_is_left_alone_for_a_moment() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        Trust trust = Trust.in(List.of(Tsa.ROOT.certificate()));
        TimestampAuthority authority = new TimestampAuthority(tsa.address(), trust, Duration.ofSeconds(30), now::get);
        Tsa.Reply stamps = tsa.reply;
        tsa.reply = HttpExchange::close;
        assertThatExceptionOfType(TimestampException.class)
                .isThrownBy(() -> authority.stamp(NOTE))
                .withMessageContaining("cannot be reached");
        tsa.reply = stamps;
        assertThatExceptionOfType(TimestampException.class)
                .isThrownBy(() -> authority.stamp(NOTE))
                .withMessageContaining("not asked again before " + now.get().plusSeconds(30));
        assertThat(tsa.calls).hasValue(1);
        now.updateAndGet(instant -> instant.plusSeconds(30));
        assertThat(authority.stamp(NOTE).serial()).isEqualTo(2);
    }

    @Test
    void a_key_in_the_address_is_not_told() {
        URI address = URI.create(tsa.address() + "?key=secret");
        tsa.answers(500, "text/plain", new byte[0]);
        assertThatExceptionOfType(TimestampException.class)
                .isThrownBy(() -> TimestampAuthority.at(address, List.of(Tsa.ROOT.certificate()))
                        .stamp(NOTE))
                .withMessageContaining(tsa.address().toString())
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimestampAuthority.at(
                        URI.create("http://user:secret@tsa.example/tsr"), List.of(Tsa.ROOT.certificate())))
                .withMessageContaining("tsa.example")
                .withMessageNotContaining("secret");
    }

    @Test
    void a_thread_that_is_to_stop_does() {
        tsa.hangs();
        Thread.currentThread().interrupt();
        fails().withMessageContaining("is to stop");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void what_cannot_work_is_refused(@TempDir Path folder) throws IOException {
        for (String address : List.of("ftp://tsa.example", "tsa.example/tsr", "http:///tsr"))
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TimestampAuthority.at(URI.create(address), List.of(Tsa.ROOT.certificate())))
                    .withMessageContaining(address);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimestampAuthority.at(tsa.address(), List.of()))
                .withMessageContaining("root certificates");
        assertThatIllegalArgumentException().isThrownBy(() -> tsa.trusted().within(Duration.ZERO));
        Path none = Files.writeString(folder.resolve("roots.pem"), "-----BEGIN CERTIFICATE-----\nnone\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimestampAuthority.at(tsa.address(), none))
                .withMessageContaining("roots.pem");
    }

    private ThrowableAssertAlternative<TimestampException> fails() {
        return fails(tsa);
    }

    private static ThrowableAssertAlternative<TimestampException> fails(Tsa tsa) {
        return assertThatExceptionOfType(TimestampException.class)
                .isThrownBy(() -> tsa.trusted().stamp(NOTE));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }
}
