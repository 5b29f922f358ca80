package io.countersign.content;

import io.countersign.problem.InvalidInputException;

/** A part of a version's content that somebody points at. */
public sealed interface Anchor {
    /**
     * Refuses to point at what the content does not have.
     *
     * @throws InvalidInputException naming the member that does not fit
     */
    void checkOn(Content content);

    /**
     * A rectangle on a medium, in ten-thousandths of its width and height, since the record holds no fractions.
     *
     * @param media index of the medium, from 0
     * @param left 0 to 9,999
     * @param top 0 to 9,999
     * @param width at least 1; with {@code left} at most 10,000
     * @param height at least 1; with {@code top} at most 10,000
     */
    record Region(int media, int left, int top, int width, int height) implements Anchor {
        /** So many parts has the width, and the height, of a medium. */
        public static final int PARTS = 10_000;

        /** What sums of fractions may be beyond the whole by, because of how computers add them. */
        private static final double NOISE = 1e-9;

        public Region {
            if (media < 0) throw new IllegalArgumentException("A medium's index is at least 0, not " + media);
            if (left < 0 || top < 0 || width < 1 || height < 1 || left > PARTS - width || top > PARTS - height)
                throw new IllegalArgumentException("%d, %d, %d wide and %d high is no part of a medium of %d parts"
                        .formatted(left, top, width, height, PARTS));
        }

        /**
         * Of fractions of the medium's width and height; each edge moves to the nearest ten-thousandth, and nothing
         * becomes so thin that it is gone.
         *
         * @throws InvalidInputException naming the member that is not within the medium
         */
        public static Region of(int media, double x, double y, double w, double h) {
            if (media < 0) throw new InvalidInputException("anchor.media", "must be at least 0, and is " + media);
            Span across = Span.of("x", x, "w", w);
            Span down = Span.of("y", y, "h", h);
            return new Region(media, across.start(), down.start(), across.length(), down.length());
        }

        /** Where it begins, from the left, as a fraction of the medium's width. */
        public double x() {
            return fraction(left);
        }

        /** Where it begins, from the top, as a fraction of the medium's height. */
        public double y() {
            return fraction(top);
        }

        /** How wide it is, as a fraction of the medium's width. */
        public double w() {
            return fraction(width);
        }

        /** How high it is, as a fraction of the medium's height. */
        public double h() {
            return fraction(height);
        }

        @Override
        public void checkOn(Content content) {
            int count = content.media().size();
            if (media >= count)
                throw new InvalidInputException(
                        "anchor.media", "is %d, but the version has %d media; the first is 0".formatted(media, count));
        }

        private static double fraction(int parts) {
            return (double) parts / PARTS;
        }

        private record Span(int start, int length) {
            static Span of(String from, double begin, String size, double extent) {
                if (!(begin >= 0 && begin < 1))
                    throw new InvalidInputException("anchor." + from, "must be from 0 to less than 1, and is " + begin);
                if (!(extent > 0 && begin + extent <= 1 + NOISE))
                    throw new InvalidInputException(
                            "anchor." + size,
                            "must be above 0, and with %s at most 1; it is %s".formatted(from, extent));
                int start = Math.min(parts(begin), PARTS - 1);
                return new Span(start, Math.max(1, Math.min(parts(begin + extent), PARTS) - start));
            }

            private static int parts(double fraction) {
                return (int) Math.round(fraction * PARTS);
            }
        }
    }

    /**
     * A passage of the caption, in code points.
     *
     * @param from inclusive, from 0
     * @param to exclusive, above {@code from}
     */
    record Passage(int from, int to) implements Anchor {
        public Passage {
            if (from < 0 || to <= from)
                throw new IllegalArgumentException("From %d to %d is no passage of a text".formatted(from, to));
        }

        /**
         * As the constructor, of what came from outside.
         *
         * @throws InvalidInputException naming the member that is out of range
         */
        public static Passage of(int from, int to) {
            if (from < 0) throw new InvalidInputException("anchor.from", "must be at least 0, and is " + from);
            if (to <= from)
                throw new InvalidInputException(
                        "anchor.to", "must be greater than from, which is %d, and is %d".formatted(from, to));
            return new Passage(from, to);
        }

        @Override
        public void checkOn(Content content) {
            String caption = content.caption();
            int length = caption == null ? 0 : caption.codePointCount(0, caption.length());
            if (to > length)
                throw new InvalidInputException(
                        "anchor.to", "is %d, but the version's caption has %d characters".formatted(to, length));
        }
    }
}
