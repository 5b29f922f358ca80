package io.countersign.timestamp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time stamp authority on the loopback interface, as good or bad as a test wants it. */
final class Tsa implements AutoCloseable {
    /** What it answers, if not a stamp. */
    interface Reply {
        void to(HttpExchange call) throws IOException;
    }

    static final Certified ROOT = Certified.root("CN=Root");
    private static final Certified BETWEEN = ROOT.authority("CN=Between");
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
    private static final String REPLY = "application/timestamp-reply";

    final List<String> types = new CopyOnWriteArrayList<>();
    final AtomicInteger calls = new AtomicInteger();

    /** Who signs; the private key need not be that of the certificate. */
    volatile Certified signer = BETWEEN.leaf(KeyPurposeId.id_kp_timeStamping);

    /** The certificates that come with a stamp. */
    volatile List<X509Certificate> shown = List.of(signer.certificate(), BETWEEN.certificate());

    volatile UnaryOperator<TimeStampRequest> heard = request -> request;
    volatile Duration late = Duration.ZERO;
    volatile Reply reply = this::stamp;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);

    Tsa() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/tsr", call -> {
            try (call) {
                calls.incrementAndGet();
                types.add(
                        call.getRequestMethod() + " " + call.getRequestHeaders().getFirst("Content-Type"));
                reply.to(call);
            }
        });
        server.start();
    }

    URI address() {
        return URI.create("http://%s:%d/tsr"
                .formatted(
                        server.getAddress().getAddress().getHostAddress(),
                        server.getAddress().getPort()));
    }

    /** Waits long, for tests may run on a busy machine. */
    TimestampAuthority trusted() {
        return TimestampAuthority.at(address(), List.of(ROOT.certificate())).within(Duration.ofSeconds(60));
    }

    /** Signs from now on, and shows no other certificates than the root knows. */
    Tsa signedBy(Certified other) {
        signer = other;
        shown = List.of(other.certificate());
        return this;
    }

    Tsa answers(int status, String type, byte[] body) {
        reply = call -> send(call, status, type, body);
        return this;
    }

    /** Says nothing before it is closed. */
    Tsa hangs() {
        reply = call -> await();
        return this;
    }

    /** Says how much will come, something of it, and nothing more before it is closed. */
    Tsa falters() {
        reply = call -> {
            call.getResponseHeaders().set("Content-Type", REPLY);
            call.sendResponseHeaders(200, 1000);
            call.getResponseBody().write(1);
            call.getResponseBody().flush();
            await();
        };
        return this;
    }

    Tsa refuses(int failure, String why) {
        reply = call -> send(call, 200, REPLY, encoded(() -> responses().generateFailResponse(2, failure, why)));
        return this;
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void stamp(HttpExchange call) throws IOException {
        TimeStampRequest request =
                heard.apply(new TimeStampRequest(call.getRequestBody().readAllBytes()));
        Date at = Date.from(Instant.now().plus(late));
        send(call, 200, REPLY, encoded(() -> responses().generate(request, BigInteger.valueOf(calls.get()), at)));
    }

    private static void send(HttpExchange call, int status, String type, byte[] body) throws IOException {
        call.getRequestBody().readAllBytes();
        call.getResponseHeaders().set("Content-Type", type);
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = call.getResponseBody()) {
            out.write(body);
        }
    }

    private TimeStampResponseGenerator responses() throws Exception {
        PrivateKey key = signer.keys().getPrivate();
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withECDSA", key, signer.certificate()),
                new JcaDigestCalculatorProviderBuilder()
                        .build()
                        .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                POLICY);
        tokens.addCertificates(new JcaCertStore(shown));
        return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED);
    }

    private interface Making {
        TimeStampResponse make() throws Exception;
    }

    private static byte[] encoded(Making making) {
        try {
            return making.make().getEncoded();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    /** Another request than the one that was heard. */
    static TimeStampRequest request(byte[] digest, BigInteger nonce) {
        TimeStampRequestGenerator asking = new TimeStampRequestGenerator();
        asking.setCertReq(true);
        return asking.generate(TSPAlgorithms.SHA256, digest, nonce);
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
