package io.countersign.routing;

import io.countersign.canonical.Plain;
import java.util.Locale;
import java.util.regex.Pattern;

/** How many answers clear a stage. Written {@code "ANY"}, {@code "ALL"}, a number, or a share such as {@code "50%"}. */
public sealed interface Quorum extends Plain {
    Quorum ANY = new Any();
    Quorum ALL = new All();

    /** One answer. */
    record Any() implements Quorum {
        @Override
        public Object plain() {
            return "ANY";
        }
    }

    /** Every entry of the stage's reviewers; a group is one entry, which any member answers. */
    record All() implements Quorum {
        @Override
        public Object plain() {
            return "ALL";
        }
    }

    /** So many distinct persons. */
    record AtLeast(int persons) implements Quorum {
        public AtLeast {
            if (persons < 1 || persons > 1000)
                throw new IllegalArgumentException(
                        "a quorum is ANY, ALL, a number from 1 to 1000, or a share from 1% to 100%");
        }

        @Override
        public Object plain() {
            return persons;
        }
    }

    /** So many of a hundred of the persons who are eligible when the stage opens, rounded up, at least one. */
    record Share(int percent) implements Quorum {
        public Share {
            if (percent < 1 || percent > 100) throw new IllegalArgumentException("a share is from 1% to 100%");
        }

        /** The persons needed of so many. */
        public int of(int eligible) {
            return Math.max(1, (eligible * percent + 99) / 100);
        }

        @Override
        public Object plain() {
            return percent + "%";
        }
    }

    static Quorum parse(String text) {
        String form = text.strip().toUpperCase(Locale.ROOT);
        if (form.equals("ANY")) return ANY;
        if (form.equals("ALL")) return ALL;
        if (Pattern.matches("\\d{1,4}", form)) return new AtLeast(Integer.parseInt(form));
        if (Pattern.matches("\\d{1,3}%", form))
            return new Share(Integer.parseInt(form.substring(0, form.length() - 1)));
        throw new IllegalArgumentException("a quorum is ANY, ALL, a number from 1 to 1000, or a share from 1% to 100%");
    }
}
