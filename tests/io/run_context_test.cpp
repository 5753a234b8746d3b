#include "io/run_context.hpp"

#include <gtest/gtest.h>

#include <boost/asio/post.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace bowball {
namespace run_context_test {

TEST(RunContext, WhatOneThrowsEndsThatOneAlone) {
    boost::asio::io_context context{1};
    std::vector<std::string> done;
    boost::asio::post(context, [&] { done.emplace_back("first"); });
    boost::asio::post(context, [] { throw std::runtime_error{"no sheet"}; });
    boost::asio::post(context, [] { throw std::bad_alloc{}; });
    boost::asio::post(context, [&] { done.emplace_back("last"); });
    std::vector<std::string> met;
    io::run_context(context, [&](const std::exception& problem) { met.emplace_back(problem.what()); });
    EXPECT_EQ(done, (std::vector<std::string>{"first", "last"}));
    EXPECT_EQ(met, (std::vector<std::string>{"no sheet", "std::bad_alloc"}));
}

TEST(RunContext, SoDoesWhatCannotBeSaid) {
    boost::asio::io_context context{1};
    auto done = false;
    boost::asio::post(context, [] { throw std::runtime_error{"no sheet"}; });
    boost::asio::post(context, [&] { done = true; });
    io::run_context(context, [](const std::exception&) { throw std::bad_alloc{}; });
    EXPECT_TRUE(done);
}

}  // namespace run_context_test
}  // namespace bowball
