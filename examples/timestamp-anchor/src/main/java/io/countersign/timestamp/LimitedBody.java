package io.countersign.timestamp;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;

/** Gathers what somebody answers, and no more of it than a stamp has: most authorities are called without TLS. */
final class LimitedBody implements Flow.Subscriber<List<ByteBuffer>> {
    /** Stamps with their certificates have a tenth of it. */
    static final int MAX = 100_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Gives one byte more than {@link #MAX} where there are more. */
    static BodyHandler<byte[]> handler() {
        return answer -> BodySubscribers.fromSubscriber(new LimitedBody(), body -> body.bytes.toByteArray());
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] some = new byte[Math.min(buffer.remaining(), MAX + 1 - bytes.size())];
            buffer.get(some);
            bytes.writeBytes(some);
        }
    }

    @Override
    public void onError(Throwable failed) {}

    @Override
    public void onComplete() {}
}
