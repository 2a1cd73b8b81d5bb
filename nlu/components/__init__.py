"""The steps of the pipeline in config.yml, in their order: tokenizer, featurizer, language, classifier, decision."""
