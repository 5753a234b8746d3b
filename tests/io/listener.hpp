// Keeps what a link says, and runs its loop until something is so.
#pragma once
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstring>
#include <string>
#include <vector>

#include "io/link.hpp"

namespace bowball::io {

class KeepingListener final : public LinkListener {
public:
    void on_open(HostTime) override { ++opened; }
    void on_bytes(std::span<const std::byte> got, HostTime) override { bytes.append(reinterpret_cast<const char*>(got.data()), got.size()); }
    void on_file(std::string_view, std::span<const std::byte>, HostTime) override {}
    void on_trouble(std::string why) override { troubles.push_back(std::move(why)); }
    void on_closed(std::string why) override { closed.push_back(std::move(why)); }

    /// What arrived, as records; empty where the bytes are no whole number of them.
    template <class Record>
    [[nodiscard]] std::vector<Record> records() const {
        std::vector<Record> records(bytes.size() % sizeof(Record) == 0 ? bytes.size() / sizeof(Record) : 0);
        if (!records.empty()) std::memcpy(records.data(), bytes.data(), bytes.size());
        return records;
    }

    int opened = 0;
    std::string bytes;
    std::vector<std::string> troubles;
    std::vector<std::string> closed;
};

class LinkTest : public testing::Test {
protected:
    void make(const std::string& text, int speed = 1) { link = make_link(parse_link(text).value(), context, Clock{speed}, listener); }

    template <class Condition>
    bool until(Condition condition, std::chrono::seconds patience = std::chrono::seconds{30}) {
        const auto end = std::chrono::steady_clock::now() + patience;
        while (!condition() && std::chrono::steady_clock::now() < end) {
            context.restart();
            context.run_for(std::chrono::milliseconds{10});
        }
        return condition();
    }

    /// What the link says when it cannot be opened.
    std::string refusal(const std::string& text, int speed = 1) {
        make(text, speed);
        listener.closed.clear();
        link->open();
        until([&] { return !listener.closed.empty() || listener.opened > 0; });
        return listener.closed.empty() ? "it opened" : listener.closed[0];
    }

    boost::asio::io_context context{1};
    KeepingListener listener;
    std::unique_ptr<Link> link;
};

}  // namespace bowball::io
