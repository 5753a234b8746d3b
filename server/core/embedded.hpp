// A large value inside a fact or an order: copied as a pointer, compared by what it says, never changed. Without it every fact
// would have the room of the largest.
#pragma once
#include <memory>
#include <utility>

namespace bowball {

template <class T>
class Embedded {
public:
    Embedded() : value_(nothing()) {}
    Embedded(T value) : value_(std::make_shared<const T>(std::move(value))) {}
    /// Not null.
    Embedded(std::shared_ptr<const T> value) : value_(std::move(value)) {}

    const T& operator*() const { return *value_; }
    const T* operator->() const { return value_.get(); }
    [[nodiscard]] const std::shared_ptr<const T>& shared() const { return value_; }
    friend bool operator==(const Embedded& one, const Embedded& other) { return one.value_ == other.value_ || *one == *other; }

private:
    static const std::shared_ptr<const T>& nothing() {
        static const auto empty = std::make_shared<const T>();
        return empty;
    }
    std::shared_ptr<const T> value_;
};

}  // namespace bowball
