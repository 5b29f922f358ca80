package io.countersign.routing;

import io.countersign.canonical.Plain;

/**
 * How sure a classifier is, in thousandths, since the record holds no fractions.
 *
 * @param thousandths from 0 to 1000
 */
public record Confidence(int thousandths) implements Plain, Comparable<Confidence> {
    public Confidence {
        if (thousandths < 0 || thousandths > 1000)
            throw new IllegalArgumentException("A confidence is from 0 to 1, not " + thousandths / 1000.0);
    }

    /** From 0 to 1; what is beyond the third digit is dropped, so that nothing counts for surer than it was. */
    public static Confidence of(double share) {
        if (!(share >= 0 && share <= 1))
            throw new IllegalArgumentException("A confidence is from 0 to 1, not " + share);
        return new Confidence((int) Math.floor(share * 1000 + 1e-9));
    }

    public static Confidence parse(String text) {
        return of(Double.parseDouble(text));
    }

    @Override
    public int compareTo(Confidence other) {
        return Integer.compare(thousandths, other.thousandths);
    }

    @Override
    public Object plain() {
        return toString();
    }

    @Override
    public String toString() {
        return "%d.%03d".formatted(thousandths / 1000, thousandths % 1000);
    }
}
