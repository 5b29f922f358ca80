/** Figures: what the library costs, measured side by side within one run. */
package io.countersign.benchmarks;
