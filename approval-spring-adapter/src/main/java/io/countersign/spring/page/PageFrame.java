package io.countersign.spring.page;

import org.jspecify.annotations.Nullable;

/**
 * What every page shares.
 *
 * @param texts every word of the page that is not content
 * @param brand the name at the top of the page
 * @param pages path of the pages without a trailing slash, context path included, such as {@code /approval/review}
 * @param api path of the review API without a trailing slash, such as {@code /approval/api/review}
 * @param assets the static files with their hashed names
 * @param session who looks at the page; {@code null} before unlock, when the page shows no name at all
 */
public record PageFrame(
        PageTexts texts,
        String brand,
        String pages,
        String api,
        PageAssets assets,
        @Nullable SessionView session) {

    /** The URL of a static file, such as {@code review.css}. */
    public String asset(String name) {
        return pages + "/assets/" + assets.hashedName(name);
    }
}
