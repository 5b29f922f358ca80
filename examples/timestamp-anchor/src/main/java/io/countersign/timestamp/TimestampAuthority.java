package io.countersign.timestamp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;

/**
 * A time stamp authority that is called over HTTP (RFC 3161, section 3.4), and trusted as far as its certificates reach.
 * Thread safe.
 */
public final class TimestampAuthority {
    /** How long a stamp may take, from the connection to its last byte. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** How far the authority's clock and ours may be apart; a stamp of yesterday may be by a key that was stolen since. */
    private static final Duration APART = Duration.ofMinutes(5);

    /** After it did not answer: whoever waits for a stamp publishes nothing meanwhile, and there are many workspaces. */
    private static final Duration REST = Duration.ofSeconds(30);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final URI address;
    private final Trust trust;
    private final Duration timeout;
    private final InstantSource time;
    private final HttpClient client;
    private volatile @Nullable Instant restsUntil;

    TimestampAuthority(URI address, Trust trust, Duration timeout, InstantSource time) {
        if (timeout.isNegative() || timeout.isZero())
            throw new IllegalArgumentException("A stamp needs time, and %s is none".formatted(timeout));
        this.address = address;
        this.trust = trust;
        this.timeout = timeout;
        this.time = time;
        client = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    /**
     * At an address.
     *
     * @param roots certificates under which the authority's own is issued, from where it publishes them, and those of the one
     *     before, as long as the last stamp is its; nothing else is trusted
     * @throws IllegalArgumentException when it is no address over HTTP, or nothing would be trusted
     */
    public static TimestampAuthority at(URI address, Collection<X509Certificate> roots) {
        String scheme = String.valueOf(address.getScheme());
        if (address.getRawUserInfo() != null)
            throw new IllegalArgumentException(
                    "The address of the time stamp authority at %s must have no user and password in it: they would not be sent"
                            .formatted(address.getHost()));
        if (address.getHost() == null || !(scheme.equals("https") || scheme.equals("http")))
            throw new IllegalArgumentException(
                    "A time stamp authority has an address such as http://tsa.example/tsr, and '%s' is none"
                            .formatted(shown(address)));
        return new TimestampAuthority(address, Trust.in(roots), DEFAULT_TIMEOUT, InstantSource.system());
    }

    /**
     * At an address, trusting the certificates of a file in PEM.
     *
     * @throws IllegalArgumentException when it is no address over HTTP, or the file holds no certificates
     * @throws IOException when the file cannot be read
     */
    public static TimestampAuthority at(URI address, Path roots) throws IOException {
        byte[] pem = Files.readAllBytes(roots);
        try {
            return at(
                    address,
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                            .map(X509Certificate.class::cast)
                            .toList());
        } catch (CertificateException unreadable) {
            throw new IllegalArgumentException(
                    "%s must hold the authority's root certificates in PEM".formatted(roots), unreadable);
        }
    }

    /** The same with another time that a stamp may take. Default: {@link #DEFAULT_TIMEOUT}. */
    public TimestampAuthority within(Duration other) {
        return new TimestampAuthority(address, trust, other, time);
    }

    /**
     * Has the SHA-256 of these bytes stamped.
     *
     * @throws TimestampException when the authority does not answer, refuses, or answers what proves nothing
     */
    Stamp stamp(byte[] bytes) {
        byte[] digest = sha256(bytes);
        TimeStampRequestGenerator asking = new TimeStampRequestGenerator();
        asking.setCertReq(true);
        BigInteger nonce = new BigInteger(64, RANDOM);
        TimeStampRequest request = asking.generate(TSPAlgorithms.SHA256, digest, nonce);
        byte[] answer = ask(request);
        TimeStampToken token = token(answer);
        BigInteger echoed = token.getTimeStampInfo().getNonce();
        if (!nonce.equals(echoed))
            throw proves("answered nonce %s to %s: that is the answer to somebody else, or an old one played back"
                    .formatted(echoed, nonce));
        Stamp stamp = checked(answer, token, digest);
        Instant now = time.instant();
        if (Duration.between(stamp.at(), now).abs().compareTo(APART) > 0)
            throw proves(
                    "stamped %s at %s: more than %s apart; see whose clock is wrong".formatted(stamp.at(), now, APART));
        return stamp;
    }

    /**
     * Reads a stamp that was kept.
     *
     * @throws TimestampException unless it is of these bytes and by this authority
     */
    Stamp check(byte[] response, byte[] bytes) {
        return checked(response, token(response), sha256(bytes));
    }

    private Stamp checked(byte[] response, TimeStampToken token, byte[] digest) {
        byte[] stamped = token.getTimeStampInfo().getMessageImprintDigest();
        boolean sha256 = TSPAlgorithms.SHA256.equals(token.getTimeStampInfo().getMessageImprintAlgOID());
        if (!sha256 || !MessageDigest.isEqual(stamped, digest))
            throw proves("stamped %s %s instead of the checkpoint, SHA-256 %s"
                    .formatted(
                            sha256 ? "SHA-256" : token.getTimeStampInfo().getMessageImprintAlgOID(),
                            hex(stamped),
                            hex(digest)));
        try {
            trust.check(token);
        } catch (TimestampException untrusted) {
            throw proves(String.valueOf(untrusted.getMessage()), untrusted);
        }
        return new Stamp(
                response,
                token.getTimeStampInfo().getGenTime().toInstant(),
                token.getTimeStampInfo().getSerialNumber());
    }

    private byte[] ask(TimeStampRequest request) {
        Instant until = restsUntil;
        if (until != null && time.instant().isBefore(until))
            throw fails("did not answer a moment ago, and is not asked again before " + until);
        CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(post(request), LimitedBody.handler());
        try {
            // Over all of it: the client's own timeout ends with the headers.
            HttpResponse<byte[]> answer = asked.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (answer.statusCode() != 200)
                throw fails(
                        "answered with status %d instead of 200: see whether that is its address, and ask who runs it"
                                .formatted(answer.statusCode()));
            String type = answer.headers().firstValue("Content-Type").orElse("none");
            if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/timestamp-reply"))
                throw fails(
                        "answered with content type '%s' instead of application/timestamp-reply: see whether that is its address"
                                .formatted(type));
            if (answer.body().length > LimitedBody.MAX)
                throw fails("answered with more than %d bytes, which no stamp has: see whether that is its address"
                        .formatted(LimitedBody.MAX));
            return answer.body();
        } catch (TimeoutException slow) {
            asked.cancel(true);
            rest();
            throw fails(
                    "did not answer within %s: see whether it is up, and reached from here".formatted(timeout), slow);
        } catch (ExecutionException failed) {
            rest();
            throw fails(
                    "cannot be reached (%s): see whether it is up, and reached from here".formatted(failed.getCause()),
                    failed.getCause());
        } catch (InterruptedException stopped) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw fails("was not waited for, because this thread is to stop", stopped);
        }
    }

    private void rest() {
        restsUntil = time.instant().plus(REST);
    }

    private HttpRequest post(TimeStampRequest request) {
        try {
            return HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/timestamp-query")
                    .header("Accept", "application/timestamp-reply")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(request.getEncoded()))
                    .build();
        } catch (IOException impossible) {
            throw new IllegalStateException("A request is written to memory", impossible);
        }
    }

    private TimeStampToken token(byte[] response) {
        TimeStampResponse answer;
        try {
            answer = new TimeStampResponse(response);
        } catch (TSPException | IOException | RuntimeException malformed) {
            throw proves(
                    "gave %d bytes that are no answer of RFC 3161 (%s)"
                            .formatted(response.length, malformed.getMessage()),
                    malformed);
        }
        int status = answer.getStatus();
        if (status != PKIStatus.GRANTED && status != PKIStatus.GRANTED_WITH_MODS)
            throw fails("refused the stamp: status %d, %s, '%s'"
                    .formatted(status, failure(answer.getFailInfo()), answer.getStatusString()));
        TimeStampToken token = answer.getTimeStampToken();
        if (token == null) throw proves("granted a stamp and gave none");
        return token;
    }

    private static String failure(@Nullable PKIFailureInfo info) {
        if (info == null) return "no reason";
        return switch (info.intValue()) {
            case PKIFailureInfo.badAlg -> "badAlg: it does not take SHA-256";
            case PKIFailureInfo.badRequest -> "badRequest";
            case PKIFailureInfo.badDataFormat -> "badDataFormat";
            case PKIFailureInfo.timeNotAvailable -> "timeNotAvailable: its clock is out";
            case PKIFailureInfo.unacceptedPolicy -> "unacceptedPolicy";
            case PKIFailureInfo.unacceptedExtension -> "unacceptedExtension";
            case PKIFailureInfo.addInfoNotAvailable -> "addInfoNotAvailable";
            case PKIFailureInfo.systemFailure -> "systemFailure";
            default -> "failure " + info.intValue();
        };
    }

    private TimestampException fails(String what) {
        return fails(what, null);
    }

    private TimestampException fails(String what, @Nullable Throwable cause) {
        return new TimestampException(
                "%s %s. The checkpoint is not stamped yet".formatted(shown(address), what), cause);
    }

    private TimestampException proves(String what) {
        return proves(what, null);
    }

    private TimestampException proves(String what, @Nullable Throwable cause) {
        return new TimestampException("The stamp of %s proves nothing: it %s".formatted(shown(address), what), cause);
    }

    /** Some authorities are asked with a key in the query, which is nobody else's business. */
    private static String shown(URI address) {
        return address.toString().split("[?#]", 2)[0];
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
