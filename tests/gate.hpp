// Where the threads of whoever writes wait while a disk hangs, for tests; with a time for each that passes, a slow disk.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace bowball {

class Gate {
public:
    void pass() {
        std::unique_lock lock{mutex_};
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return is_open_; });
        --waiting_;
        const auto takes = takes_ ? takes_() : std::chrono::milliseconds{0};
        lock.unlock();
        std::this_thread::sleep_for(takes);
    }
    void set(bool open) {
        const std::lock_guard lock{mutex_};
        is_open_ = open;
        changed_.notify_all();
    }
    void slow(std::function<std::chrono::milliseconds()> takes) {
        const std::lock_guard lock{mutex_};
        takes_ = std::move(takes);
    }
    /// Until somebody waits here.
    void wait_for_one() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return waiting_ > 0; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::function<std::chrono::milliseconds()> takes_;
    bool is_open_ = true;
    int waiting_ = 0;
};

}  // namespace bowball
