// One piece of instrumented code may run at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
