"""What is kept and how it is found. Knows no other package.

library         articles, passages and vectors in one SQLite file: schema, records, writer, lock, integrity
index           generations built from it: chroma, lexical (BM25), sentences, exact; generations, probe, live
search          a question in, passages out: fusion; retriever for LangChain
embedders       local_models (e5_weights, e5_graph, unigram, bert) and openai_embedder
reading         the network that reads sentences, made of reranker's: adapters, onnx_cut, onnx_writer, weights
health          is everything as it should be
"""
