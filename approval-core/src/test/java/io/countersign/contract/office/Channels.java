package io.countersign.contract.office;

import io.countersign.content.Version;
import io.countersign.publish.Capability;
import io.countersign.publish.Permit;
import io.countersign.publish.Publisher;
import io.countersign.publish.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers what went out; fails, or loses its answer, where a test says so. */
public final class Channels implements Publisher {
    /** One publication. */
    public record Out(Permit permit, Version version) {}

    private final List<Out> out = new ArrayList<>();
    private int failures;
    private int unanswered;
    private Runnable meanwhile = () -> {};
    private Capability capability = Capability.IDEMPOTENT_KEY;

    /** The next calls fail before anything goes out. */
    public synchronized void fail(int times) {
        failures = times;
    }

    /** The next questions whether something is out get no answer. */
    public synchronized void answerNot(int times) {
        unanswered = times;
    }

    /** What happens while a channel is called. */
    public synchronized void meanwhile(Runnable deed) {
        meanwhile = deed;
    }

    public synchronized void promise(Capability what) {
        capability = what;
    }

    /** Everything that went out, in order. */
    public synchronized List<Out> out() {
        return List.copyOf(out);
    }

    @Override
    public synchronized Capability capability() {
        return capability;
    }

    @Override
    public synchronized Receipt publish(Permit permit, Version version) {
        meanwhile.run();
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("the channel is down");
        }
        boolean again = out.stream().anyMatch(one -> one.permit().key().equals(permit.key()));
        if (!again) out.add(new Out(permit, version));
        return new Receipt("https://channel.example/" + permit.post());
    }

    @Override
    public synchronized Optional<Receipt> find(Permit permit) {
        if (unanswered > 0) {
            unanswered--;
            throw new IllegalStateException("the channel cannot say");
        }
        return out.stream()
                .filter(one -> one.permit().key().equals(permit.key()))
                .map(one -> new Receipt("https://channel.example/" + permit.post()))
                .findFirst();
    }
}
