package io.countersign.contract;

interface ListContract extends StoreUnderTest {}
