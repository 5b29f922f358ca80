package io.countersign;

import io.countersign.link.Link;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator, once for each thing missing, that links cannot be opened for the want of it. */
final class LostKeys {
    private static final Logger LOG = LoggerFactory.getLogger(LostKeys.class);

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** Always false. */
    boolean tell(Link link, String missing) {
        if (told.add(missing))
            LOG.warn(
                    "Link {} opens for nobody, for {} is not at hand. Give it back, or regenerate the links that need it;"
                            + " of others that miss it nothing more is said.",
                    link.id(),
                    missing);
        return false;
    }
}
